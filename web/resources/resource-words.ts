import type { ResourceKind, Topic } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";

export const resourceKindWords: Readonly<Record<ResourceKind, () => string>> = {
  agency: m.resource_kind_agency,
  training: m.resource_kind_training,
  technical_assistance: m.resource_kind_technical_assistance,
  practice: m.resource_kind_practice,
  publication: m.resource_kind_publication,
  screening_tool: m.resource_kind_screening_tool,
};

export const topicWords: Readonly<Record<Topic, () => string>> = {
  victimization: m.topic_victimization,
  juvenile: m.topic_juvenile,
  outreach: m.topic_outreach,
};
