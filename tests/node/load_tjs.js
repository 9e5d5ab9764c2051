// Standard input: a TJS text. Standard output: what three.js' own loader of that format makes of it, as JSON.
const { readFileSync } = require("fs");
const { JSONLoader } = require("three");

console.warn = console.log = () => {}; // it tells that newer files call their fields otherwise
const { geometry, materials } = new JSONLoader().parse(JSON.parse(readFileSync(0, "utf8")));
process.stdout.write(
  JSON.stringify({
    vertices: geometry.vertices.map(({ x, y, z }) => [x, y, z]),
    faces: geometry.faces.map(({ a, b, c }) => [a, b, c]),
    face_materials: geometry.faces.map(({ materialIndex }) => materialIndex || 0),
    materials: (materials || []).map(({ name, color, opacity, transparent }) => ({
      name,
      color: "#" + color.getHexString(),
      opacity,
      transparent,
    })),
  }),
);
