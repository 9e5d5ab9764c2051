// Counts, for both WebGL versions, the buffers made and given back and the draw calls: read it as window.webgl.
window.webgl = { created: 0, deleted: 0, draws: 0 };
for (const context of [WebGLRenderingContext, WebGL2RenderingContext]) {
  const count = (name, counter) => {
    const original = context.prototype[name];
    context.prototype[name] = function (...args) {
      window.webgl[counter] += 1;
      return original.apply(this, args);
    };
  };
  count("createBuffer", "created");
  count("deleteBuffer", "deleted");
  count("drawElements", "draws");
  count("drawArrays", "draws");
}
