import { visibilities } from "../../db/codes.ts";
import { disclosureTable, type Disclosure, type Standing } from "../access/disclosure.ts";
import {
  answerAboutProgram,
  answerAtTheDoor,
  programRoutes,
  recordRoutes,
  standings,
  type Answer,
} from "../access/route-table.ts";
import { withUnopenedApp, type App } from "./unopened-app.ts";

type Route = App["registeredRoutes"][number];

const titles: Readonly<Record<Standing, string>> = {
  anonymous: "anonymous",
  worker: "worker",
  provider_own: "provider (own program)",
  provider_other: "provider (others)",
  analyst: "analyst",
  steward: "steward",
  administrator: "administrator",
};

const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
const people = standings.map((standing) => titles[standing]);

const shown = ({ listing, phone, address, promised, reveal, beds }: Disclosure): string => {
  if (!listing) return "nothing: 404";
  const counts = beds === "county" ? ["beds by county"] : beds ? ["beds"] : [];
  const place = [
    ...(promised ? ["address with an accepted hold, until 24 h after arrival"] : []),
    ...(address ? ["address"] : []),
    ...(reveal ? ["address by audited reveal"] : []),
  ];
  return ["listing", ...(phone ? ["phone"] : []), ...place, ...counts].join(", ");
};

const operationOf = ({ schema }: Route): string => schema?.operationId ?? "";

const nameOf = ({ method, url }: Route) => `\`${[method].flat().join(", ")} ${url}\``;

const rowsOf = (route: Route): (string | number)[][] => {
  const access = route.config?.access ?? "signed-in";
  const operation = operationOf(route);
  const door = standings.map((standing): Answer => answerAtTheDoor(access, standing));
  if (operation in programRoutes) {
    return visibilities.map((visibility) => [
      ...[nameOf(route), visibility],
      ...standings.map((standing) => answerAboutProgram(operation, access, standing, visibility)),
    ]);
  }
  return [[nameOf(route), recordRoutes[operation] ?? "", ...door]];
};

/**
 * The text of ACCESS.md: what each viewer is shown of a program, and what every route that is
 * registered answers each of them.
 */
export const writeAccessTable = (): Promise<string> =>
  withUnopenedApp(({ registeredRoutes }) => {
    // What answers a question for headers answers as the question itself.
    const routes = registeredRoutes.filter(({ method }) => method !== "HEAD");
    return `# Who may see and do what

Written by \`npm run access\` from \`server/access/disclosure.ts\`, \`server/access/route-table.ts\` and the routes as they are registered; a test asks every route as every viewer and holds the code and this page to it. What is hidden answers 404 with the body of what does not exist.

## What is shown of a program

By the visibility of its site. Of a confidential site everything that is searched, sorted, counted, drawn or exported knows the county's centre and nothing finer, for everybody.

${table(
  ["", ...people],
  visibilities.map((visibility) => [
    visibility,
    ...standings.map((standing) => shown(disclosureTable[visibility][standing])),
  ]),
)}

## What each route answers

"yes": served, as far as the table above shows it. Routes about one program have a row for each visibility; 404 there also stands for an id that does not exist.

${table(["route", "of what", ...people], routes.flatMap(rowsOf))}
`;
  });
