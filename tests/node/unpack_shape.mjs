// A shape of a saved page, base64 on standard input, as the page itself reads it: JSON on standard output.
import { readFileSync } from "node:fs";

const source = readFileSync(new URL("../../cadwidgets/viewer/page/unpack.js", import.meta.url), "utf8");
const { unpack } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const shape = await unpack(readFileSync(0, "utf8"));
const plain = (value) => (ArrayBuffer.isView(value) ? Array.from(value) : value);
const pairs = Object.entries(shape).map(([name, value]) => [name, name === "place" ? value.map(plain) : plain(value)]);
process.stdout.write(JSON.stringify(Object.fromEntries(pairs)));
