type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const isObject = (value: Json): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Moves every schema with a title into `components.schemas` and leaves a reference, so that clients
 * get one named type each. Two different schemas under one title are a mistake.
 */
export const hoistNamedSchemas = <Document extends { paths?: unknown; components?: unknown }>(
  document: Document,
): Document => {
  const named = new Map<string, Json>();
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    const walked = Object.fromEntries(
      Object.entries(value).map(([key, child]) => [key, key === "examples" ? child : walk(child)]),
    );
    const { title, ...schema } = walked;
    if (typeof title !== "string" || !("type" in schema || "anyOf" in schema)) return walked;
    const known = named.get(title);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`Two different schemas are called ${title}.`);
    }
    named.set(title, schema);
    return { $ref: `#/components/schemas/${title}` };
  };
  const paths = walk(JSON.parse(JSON.stringify(document.paths ?? {})) as Json);
  const components = { ...(document.components as object), schemas: Object.fromEntries(named) };
  return { ...document, paths, components };
};
