// Asks { query, sources, mediaType }, given as JSON in the first argument, and prints the answer as it comes.
import { QueryEngine } from "@comunica/query-sparql";

const { query, sources, mediaType } = JSON.parse(process.argv[2]);
const engine = new QueryEngine();
const { data } = await engine.resultToString(await engine.query(query, { sources }), mediaType);
for await (const chunk of data) process.stdout.write(chunk);
