import {
  circumstances,
  genders,
  kinds,
  services,
  type Circumstance,
  type Gender,
  type Kind,
  type Service,
} from "../../db/codes.ts";

/** A code of a search document that words may stand for. */
export type SearchCode =
  | `kind:${Kind}`
  | `service:${Service}`
  | `circumstance:${Circumstance}`
  | `gender:${Gender}`
  | `language:${string}`
  | "dedicated:true"
  | "nation:US";

/**
 * Words and phrases, English and Spanish, that mean the same. A program is found by any of them in
 * its text, and by any of the codes, those named first before those named later.
 */
export interface SynonymGroup {
  readonly words: readonly string[];
  readonly codes: readonly SearchCode[];
}

const group = (words: string, ...codes: SearchCode[]): SynonymGroup => ({
  words: words.split(",").map((word) => word.trim()),
  codes,
});

// Words that occur in no text still count: a person may type them.
const said: readonly SynonymGroup[] = [
  // Places to stay
  group(
    "shelter, refuge, refugio, albergue",
    "kind:emergency_shelter",
    "kind:safe_house",
    "service:shelter",
  ),
  group(
    "emergency shelter, crisis shelter, refugio de emergencia, albergue de emergencia",
    "kind:emergency_shelter",
  ),
  group("safe house, safehouse, casa segura, casa de seguridad", "kind:safe_house"),
  group(
    "bed, beds, cama, camas, placement, colocacion",
    "kind:emergency_shelter",
    "kind:safe_house",
    "kind:group_home",
    "kind:transitional_living",
    "kind:residential_treatment",
    "kind:specialized_foster_care",
  ),
  group(
    "residential, residencial, live in, live-in",
    "kind:residential_treatment",
    "kind:safe_house",
    "kind:group_home",
    "kind:transitional_living",
  ),
  group(
    "transitional living, transitional housing, vivienda transitoria, vivienda de transicion, thp, tlp",
    "kind:transitional_living",
  ),
  group("housing, vivienda, alojamiento", "kind:transitional_living", "service:housing_referral"),
  group("group home, hogar grupal, casa hogar, strtp", "kind:group_home"),
  group("residential treatment, rtc, rtf, tratamiento residencial", "kind:residential_treatment"),
  group(
    "foster care, foster home, foster family, acogida, familia de acogida, hogar sustituto, crianza temporal",
    "kind:specialized_foster_care",
  ),
  // Exploitation
  group(
    "trafficking, human trafficking, sex trafficking, trata, trata de personas, trafico de personas, dmst, csec, cse, exploitation, exploited, explotacion, explotada, explotado",
    "dedicated:true",
  ),
  group(
    "commercially sexually exploited, sexually exploited, explotacion sexual, prostitution, prostitucion",
    "dedicated:true",
  ),
  group("survivor, survivors, sobreviviente, sobrevivientes", "service:survivor_leadership"),
  group(
    "survivor leadership, survivor led, survivor mentor, lider sobreviviente",
    "service:survivor_leadership",
    "service:peer_support",
  ),
  // Law
  group(
    "lawyer, attorney, legal, legal aid, legal services, abogado, abogada, abogados, servicios legales, ayuda legal, asistencia legal",
    "kind:legal",
    "service:legal_advocacy",
  ),
  group(
    "court, tribunal, corte, juzgado, court advocate, court advocacy",
    "service:court_advocacy",
    "service:legal_advocacy",
  ),
  group(
    "immigration, inmigracion, migracion, visa, t visa, t-visa, u visa, asylum, asilo",
    "service:immigration_relief",
  ),
  group(
    "undocumented, noncitizen, indocumentada, indocumentado, sin papeles, migrante",
    "circumstance:noncitizen",
    "service:immigration_relief",
  ),
  group(
    "charges, pending charges, warrant, cargos, cargos pendientes, delinquency, probation",
    "circumstance:pending_charges",
  ),
  group(
    "police, law enforcement, policia, investigation, investigacion, investigators",
    "service:investigation",
    "kind:task_force",
  ),
  group("task force, grupo de trabajo, fuerza de tarea", "kind:task_force"),
  // Health
  group(
    "mental health, salud mental, behavioral health, salud conductual",
    "kind:mental_health",
    "service:counseling",
    "service:psychiatric_care",
  ),
  group(
    "counseling, counselling, counselor, consejeria, consejero, consejera, orientacion",
    "service:counseling",
    "kind:mental_health",
  ),
  group(
    "therapy, therapist, terapia, terapeuta, psychotherapy",
    "service:trauma_therapy",
    "service:counseling",
    "kind:mental_health",
  ),
  group(
    "trauma, trauma therapy, tf-cbt, tf cbt, emdr, terapia de trauma",
    "service:trauma_therapy",
  ),
  group(
    "psychiatrist, psychiatric, psychiatry, psiquiatra, psiquiatria",
    "service:psychiatric_care",
    "kind:mental_health",
  ),
  group(
    "psychologist, psychology, psicologo, psicologa, psicologia",
    "service:counseling",
    "kind:mental_health",
  ),
  group(
    "doctor, medical, medico, medica, clinic, clinica, nurse, enfermera, health care, atencion medica",
    "kind:medical",
    "service:medical_care",
  ),
  group(
    "medical needs, medication, medicamentos, necesidades medicas",
    "circumstance:medical_needs",
  ),
  group(
    "substance use, substance abuse, drugs, drogas, addiction, adiccion, detox, desintoxicacion, alcohol, rehab, rehabilitacion, sud, abuso de sustancias",
    "kind:substance_use",
    "service:substance_use_treatment",
    "circumstance:substance_use",
  ),
  group(
    "suicide, suicidal, self harm, self-harm, cutting, suicidio, autolesion",
    "circumstance:self_harm",
  ),
  group("crisis, crisis intervention, intervencion en crisis", "service:crisis_intervention"),
  group(
    "art therapy, music therapy, dance, arteterapia, terapia de arte, musicoterapia, equine",
    "service:expressive_therapy",
  ),
  // Circumstances
  group(
    "runaway, runaways, awol, missing, fugada, fugado, escapada, se fugo",
    "circumstance:runaway_history",
  ),
  group("pregnant, pregnancy, embarazada, embarazo, prenatal, encinta", "circumstance:pregnant"),
  group(
    "parenting, teen parent, young mother, mother, baby, mom, madre, mama, bebe, crianza, maternity",
    "circumstance:parenting",
    "service:parenting_support",
  ),
  group(
    "after hours, night, midnight, noche, fuera de horario, medianoche",
    "circumstance:after_hours",
  ),
  group(
    "no id, no identification, without id, sin identificacion, sin documentos",
    "circumstance:no_identification",
  ),
  group(
    "no guardian, unaccompanied, sin tutor, no acompanada, no acompanado",
    "circumstance:no_guardian_available",
  ),
  group(
    "disability, developmental disability, autism, autistic, discapacidad, autismo",
    "circumstance:developmental_disability",
  ),
  group(
    "violence, violent, aggressive, violencia, agresiva, agresivo",
    "circumstance:violence_history",
  ),
  group(
    "assaulted staff, fought in placement, placement altercation, pelea",
    "circumstance:placement_altercation",
  ),
  group("fire, fire setting, arson, incendio", "circumstance:fire_setting"),
  group("gang, gangs, pandilla, pandillas", "circumstance:gang_involvement"),
  group("sexual behavior, sexualized behavior, conducta sexual", "circumstance:sexual_behavior"),
  group(
    "psychosis, hallucinating, acute mental health, psicosis, 5150",
    "circumstance:acute_mental_health",
  ),
  group("not ready, denies, ambivalent, no esta lista, no esta listo", "circumstance:not_ready"),
  // Who
  group(
    "girl, girls, female, young women, nina, ninas, muchacha, muchachas, chica, chicas, mujeres",
    "gender:girl",
  ),
  group(
    "boy, boys, male, young men, nino, ninos varones, varon, varones, muchacho, muchachos, chico, chicos",
    "gender:boy",
  ),
  group(
    "transgender, trans, transgenero, lgbt, lgbtq, lgbtqia, queer",
    "gender:transgender_girl",
    "gender:transgender_boy",
    "gender:nonbinary",
  ),
  group("nonbinary, non binary, non-binary, enby, no binario, no binaria", "gender:nonbinary"),
  group(
    "youth, teen, teens, teenager, adolescent, minor, minors, joven, jovenes, adolescente, menor, menores",
  ),
  group("child, children, kid, kids, ninez, infancia"),
  group("homeless, unhoused, homelessness, sin hogar, sin techo"),
  // Help of other kinds
  group(
    "case management, case manager, manejo de casos, gestion de casos, trabajadora social, social worker",
    "kind:case_management",
    "service:case_management",
  ),
  group(
    "advocate, advocacy, defensora, defensor, defensoria, victim advocate, victim services",
    "kind:advocacy",
    "service:court_advocacy",
  ),
  group(
    "children's advocacy center, child advocacy center, advocacy center, cac, centro de defensa",
    "kind:advocacy_center",
  ),
  group(
    "forensic interview, entrevista forense",
    "service:forensic_interview",
    "kind:advocacy_center",
  ),
  group(
    "mentor, mentoring, mentors, mentora, mentoria, tutoria",
    "kind:mentoring",
    "service:mentoring",
  ),
  group("drop in, drop-in, drop in center, centro de acogida, centro de dia", "kind:drop_in"),
  group(
    "outreach, street outreach, alcance, alcance comunitario",
    "kind:street_outreach",
    "service:outreach",
  ),
  group(
    "hotline, helpline, crisis line, phone line, linea, linea de ayuda, linea directa, telefono de ayuda",
    "kind:hotline",
    "service:hotline",
  ),
  group(
    "school, education, tutoring, ged, escuela, educacion, estudios",
    "kind:education_employment",
    "service:education",
  ),
  group(
    "job, jobs, employment, job training, work, empleo, trabajo, capacitacion laboral",
    "kind:education_employment",
    "service:job_training",
  ),
  group(
    "life skills, independent living, ilp, habilidades para la vida, vida independiente",
    "service:life_skills",
  ),
  group(
    "interpreter, interpretation, translation, translator, interprete, interpretacion, traductor, traduccion",
    "service:interpretation",
  ),
  group("ride, transportation, transport, transporte", "service:transportation"),
  group(
    "family, family services, reunification, familia, servicios familiares, reunificacion",
    "service:family_services",
  ),
  group("aftercare, follow up, seguimiento", "service:aftercare"),
  group(
    "assessment, screening, evaluacion, evaluation, tamizaje, cribado, deteccion",
    "service:assessment",
  ),
  group("peer support, support group, apoyo entre pares, grupo de apoyo", "service:peer_support"),
  group("training, capacitacion, entrenamiento, technical assistance", "service:training"),
  group("recreation, sports, recreacion, deportes", "service:recreation"),
  group("nationwide, national, nacional, todo el pais", "nation:US"),
  // Languages
  group("spanish, espanol, castellano, hispanohablante", "language:spa"),
  group("english, ingles", "language:eng"),
  group("chinese, mandarin, cantonese, chino", "language:cmn", "language:yue", "language:zho"),
  group("vietnamese, vietnamita", "language:vie"),
  group("tagalog, filipino", "language:tgl", "language:fil"),
  group("korean, coreano", "language:kor"),
  group("arabic, arabe", "language:ara"),
  group("russian, ruso", "language:rus"),
  group("french, frances", "language:fra"),
  group("portuguese, portugues", "language:por"),
  group("sign language, asl, deaf, lengua de senas, sorda, sordo", "language:ase"),
];

const named = <Prefix extends string, Code extends string>(
  prefix: Prefix,
  codes: readonly Code[],
) =>
  codes.map((code) => ({
    words: [code.replaceAll("_", " ")],
    codes: [`${prefix}:${code}` as const],
  }));

/** Every group, and each code by its own plain name. */
export const synonyms: readonly SynonymGroup[] = [
  ...said,
  ...named("kind", kinds),
  ...named("service", services),
  ...named("circumstance", circumstances),
  ...named("gender", genders),
];
