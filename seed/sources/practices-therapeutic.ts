import type { ResourceListing } from "../listing.ts";
import { cite, sachsReview } from "./documents.ts";

const inReview = cite(sachsReview, "Section VIII.E");

const models: ResourceListing[] = [
  {
    kind: "practice",
    name: "Stages of Change Model (SCM)",
    publisher: "Adapted by GEMS",
    summary:
      "Follows a person's readiness for change in five stages and expects relapse; GEMS wrote it out for exploited youth, with goals and words for each stage.",
    topics: ["victimization", "juvenile"],
    citation: inReview,
  },
  {
    kind: "practice",
    name: "Harm Reduction Model (HRM)",
    summary:
      "Lessens the danger for a youth who is not able to leave yet and builds on their own ways.",
    topics: ["victimization", "juvenile"],
    citation: inReview,
  },
  {
    kind: "practice",
    name: "Public Health Model (PHM)",
    summary: "Looks for what in society causes exploitation and works against that first.",
    topics: ["outreach"],
    citation: inReview,
  },
  {
    kind: "practice",
    name: "Trauma-focused cognitive behavioral therapy (TF-CBT)",
    summary:
      "The most studied of trauma therapies for abused children; the part of parents and of telling the story needs adapting for exploited youth.",
    topics: ["victimization", "juvenile"],
    citation: inReview,
  },
  {
    kind: "practice",
    name: "Adolescent Community Reinforcement Approach (A-CRA)",
    summary:
      "For substance use and what comes with it; tested with youth who ran away or are homeless.",
    topics: ["juvenile"],
    citation: inReview,
  },
];

/** Evidence-based for trauma; whether they help exploited youth was still to be studied. */
const forFurtherStudy: ResourceListing[] = [
  "Child Parent Psychotherapy (CPP)",
  "Cognitive Processing Therapy for rape victims",
  "Eye Movement Desensitization and Reprocessing (EMDR)",
  "Mindfulness-Based Stress Reduction (MBSR)",
  "Multisystemic Therapy (MST)",
  "Prolonged Exposure Therapy for adolescents with PTSD",
  "Seeking Safety for adolescents",
  "Structured Sensory Therapy for Adjudicated Adolescents in Residential Treatment (SITCAP-ART)",
  "Trauma Affect Regulation: Guide for Education and Therapy for Adolescents (TARGET)",
].map((name) => ({
  kind: "practice",
  name,
  summary: "Has evidence with other trauma; recommended for study with exploited youth.",
  topics: ["victimization"],
  citation: inReview,
}));

export const therapeuticPractices = [...models, ...forFurtherStudy];
