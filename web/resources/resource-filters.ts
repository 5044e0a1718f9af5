import { resourceKindValues, topicValues, type ResourceKind, type Topic } from "../api/schema.ts";

export interface ResourceFilters {
  readonly q: string;
  readonly kind: readonly ResourceKind[];
  readonly topic: readonly Topic[];
}

/** Reads the filters from an address; what it does not understand is left out. */
export const resourceFiltersIn = (search: string): ResourceFilters => {
  const parts = new URLSearchParams(search);
  const [kinds, topics] = [parts.getAll("kind"), parts.getAll("topic")];
  return {
    q: (parts.get("q") ?? "").slice(0, 200),
    kind: resourceKindValues.filter((kind) => kinds.includes(kind)),
    topic: topicValues.filter((topic) => topics.includes(topic)),
  };
};

/** Writes the filters as the part of the address from `?` on; empty where there are none. */
export const resourceSearchOf = ({ q, kind, topic }: ResourceFilters): string => {
  const parts = new URLSearchParams();
  if (q) parts.append("q", q);
  for (const one of kind) parts.append("kind", one);
  for (const one of topic) parts.append("topic", one);
  const text = parts.toString();
  return text ? `?${text}` : "";
};
