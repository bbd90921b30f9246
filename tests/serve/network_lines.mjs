// Places boxes and lines as the picture of a network does, for each file it is given, and after every first expansion; says
// of each picture where its boxes and the points of its lines are. Arguments: the folder of the program, the files as JSON.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, given] = process.argv.slice(2);
const files = JSON.parse(readFileSync(given, "utf8"));
globalThis.location = "http://127.0.0.1/";
globalThis.document = { documentElement: { lang: "pl" } };
globalThis.fetch = async (address) => {
  const found = files[`${address.pathname}${address.search}`];
  return found ? new Response(JSON.stringify(found), { status: 200 }) : new Response("{}", { status: 404, headers: { "Content-Type": "application/json" } });
};
const load = (name) => import(pathToFileURL(`${folder}/${name}`));
const { Graph } = await load("network-graph.js");
const { pointsOf, route } = await load("network-routes.js");

const pictures = [];
for (const [address, { elements }] of Object.entries(files)) {
  const center = elements.nodes.map(({ data }) => data.id).find((id) => address.startsWith(`/network/${id.split("/id/")[1].replace("organization/", "")}.cyjs`));
  if (!center) continue;
  for (const isNarrow of [false, true]) {
    const graph = new Graph(address, center, isNarrow);
    await graph.load(center);
    for (const open of [[], ...[...graph.compose([]).keys()].map((id) => [id])]) {
      const { strange } = await graph.follow(open);
      const boxes = graph.compose(open);
      const edges = graph.ties(boxes);
      const { lines } = route([...boxes.values()], edges);
      pictures.push({
        address, open, strange, isNarrow,
        boxes: [...boxes.values()].map(({ id, x, y, width, height }) => [id, x, y, width, height]),
        lines: edges.map(({ id, source, target }) => [id, source, target, pointsOf(lines.get(id), 32).map(({ x, y }) => [x, y])]),
      });
    }
  }
}
process.stdout.write(JSON.stringify(pictures));
