// Standard input: a GLB. Standard output: the report of Khronos' own validator as JSON.
const { readFileSync } = require("fs");
const validator = require("gltf-validator");

validator
  .validateBytes(new Uint8Array(readFileSync(0)), { maxIssues: 100 })
  .then((report) => process.stdout.write(JSON.stringify(report)));
