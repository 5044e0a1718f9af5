/** A query as a worker types it, the program that must come first, and what makes it hard. */
export interface KnownQuery {
  readonly q: string;
  readonly first: string;
  readonly why: string;
}

const expected = (why: string, pairs: Readonly<Record<string, string>>): KnownQuery[] =>
  Object.entries(pairs).map(([q, first]) => ({ q, first, why }));

/**
 * Fifty queries over the programs of the documents, the training programs and a thousand synthetic
 * ones, asked by a worker.
 */
export const fiftyQueries: readonly KnownQuery[] = [
  ...expected("a name, whole", {
    "Children of the Night": "Children of the Night",
    "courage house": "Courage House Northern California",
    GENERATEHOPE: "GenerateHope",
    "Freedom House": "Freedom House",
    "Place of Hope": "Place of Hope",
    "Hope House": "Hope House",
    "amber crossing corner": "Amber Crossing Corner (synthetic 600)",
    "heron safe house": "Training: Heron Safe House",
  }),
  ...expected("an acronym or another name", {
    MISSSEY: "MISSSEY",
    sage: "Standing Against Global Exploitation (SAGE) Project",
    STARS: "Surviving Together, Achieving & Reaching for Success (STARS)",
    gems: "Girls Educational and Mentoring Services (GEMS)",
    BSCC: "Bilateral Safety Corridor Coalition (BSCC)",
    CHNY: "Covenant House New York",
    llmp: "Lasting Links Mentorship Program",
    nhtrc: "National Human Trafficking Hotline",
    mlmc: "My Life My Choice (MLMC)",
    rainn: "Rape, Abuse, and Incest National Network (RAINN)",
    "stop it": "Salvation Army STOP-IT Program",
  }),
  ...expected("mistyped", {
    "childrn of the nite": "Children of the Night",
    dreamcacher: "Dreamcatcher Youth Shelter and Support Center",
    misssy: "MISSSEY",
    "operation safehose": "Operation SafeHouse emergency shelters",
    "covenent house": "Covenant House New York",
    "larkin stret": "Larkin Street Youth Services",
    "jewsih family": "Jewish Family and Children's Services",
    "bantey sray": "Banteay Srei",
    "kristy house": "Kristi House",
    "san fransisco safe house": "San Francisco Safe House",
    "anker hollow safe house": "Anchor Hollow Safe House (synthetic 135)",
  }),
  ...expected("as far as it was typed", {
    dream: "Dreamcatcher Youth Shelter and Support Center",
    "wings of sh": "Wings of Shelter",
    "la casa de l": "La Casa de las Madres",
    "generate h": "GenerateHope",
    "north county l": "North County Lifeline",
    "amber hollow h": "Amber Hollow House (synthetic 915)",
  }),
  ...expected("words in another order, or few of them", {
    "night children": "Children of the Night",
    "generate hope": "GenerateHope",
    "hope project la": "Project Hope, LA Dream Center",
    "mason center": "Marjaree Mason Center",
    "womens shelter asian": "Asian Women's Shelter (AWS)",
    "next door domestic violence": "Next Door Solutions to Domestic Violence",
  }),
  ...expected("what it is and where", {
    "oakland youth shelter": "Dreamcatcher Youth Shelter and Support Center",
    "fresno youth shelter": "Fresno EOC Sanctuary for Youth",
    "abogado oakland": "Training: Wren Legal Aid for Youth",
    "refugio riverside": "Operation SafeHouse emergency shelters",
    "safe house van nuys": "Children of the Night",
    "linea de ayuda trata": "National Human Trafficking Hotline",
    "detox fresno": "Training: Sierra Dawn Recovery",
    "clinica ukiah": "Training: Abalone Youth Clinic",
  }),
];
