// Reads what a grid sent (JSON lines: columns, view, message, numbers) and prints the ids and texts as the page shows them.
import { createInterface } from "node:readline";

const { emptyStore, putRows, shownIds, cellText, condition } = await import(process.argv[2]);

for await (const line of createInterface({ input: process.stdin })) {
  const { columns, views, message, numbers, conditions } = JSON.parse(line);
  const store = emptyStore();
  putRows(store, message, Float64Array.from(numbers, (number) => number ?? NaN));
  const rows = Array.from({ length: store.size }, (_, row) => row);
  const texts = columns.map((column) => rows.map((row) => cellText(store, column, row)));
  const readable = conditions.map((text) => condition(text) !== null);
  console.log(JSON.stringify({ shown: views.map((view) => shownIds(store, columns, view)), texts, readable }));
}
