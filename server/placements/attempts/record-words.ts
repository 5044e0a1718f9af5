import type { Circumstance, DeclineReason, EnquiryReason } from "../../../db/codes.ts";
import type { Attempt } from "./contract.ts";

/** The words of a record's table in one language; a table that is printed says no codes. */
interface RecordWords {
  readonly locale: string;
  readonly columns: readonly string[];
  readonly kinds: Readonly<Record<Attempt["kind"], string>>;
  readonly outcomes: Readonly<Record<Attempt["outcome"], string>>;
  readonly reasons: Readonly<Record<DeclineReason, string>>;
  readonly enquiries: Readonly<Record<EnquiryReason, string>>;
  readonly circumstances: Readonly<Record<Circumstance, string>>;
}

const english: RecordWords = {
  locale: "en-US",
  columns: [
    ...["Reference", "Number", "How asked", "Program", "Organization", "Telephone"],
    ...["Time", "Time in UTC", "Time zone", "Outcome", "Reason", "No bed kept because"],
    ...["Last change", "Last change in UTC"],
  ],
  kinds: { hold: "Harborlight", call: "Telephone" },
  outcomes: {
    waiting: "Waiting for an answer",
    accepted: "Accepted",
    arrived: "Arrived",
    declined: "Declined",
    expired: "No answer or no arrival in time",
    released: "Released",
    no_show: "Nobody came",
    no_answer: "No answer",
    full: "Full",
    will_take: "Will take",
  },
  reasons: {
    full: "Full",
    staffing: "Not enough staff",
    age: "Age",
    gender: "Gender",
    circumstance: "A circumstance",
    distance: "Too far",
    hours: "Outside intake hours",
    other: "Another reason",
  },
  enquiries: {
    asked: "Only asked",
    excluded: "The listing does not take such a child",
    no_pool: "No bed there is for this child",
    no_count: "Its beds were never counted",
    stale_count: "Its count was older than 12 hours",
    full: "None was open",
  },
  circumstances: {
    runaway_history: "Has run away before",
    after_hours: "Arrives at night",
    placement_altercation: "Trouble at an earlier placement",
    violence_history: "History of violence",
    no_identification: "No identification",
    no_guardian_available: "No guardian available",
    developmental_disability: "Developmental disability",
    pregnant: "Pregnant",
    parenting: "With own child",
    substance_use: "Substance use",
    acute_mental_health: "Acute mental health need",
    self_harm: "Self-harm",
    medical_needs: "Medical needs",
    fire_setting: "Fire setting",
    sexual_behavior: "Sexual behavior",
    gang_involvement: "Gang involvement",
    pending_charges: "Pending charges",
    noncitizen: "Not a citizen",
    not_ready: "Does not see themself as exploited",
  },
};

const spanish: RecordWords = {
  locale: "es-US",
  columns: [
    ...["Referencia", "Número", "Cómo se pidió", "Programa", "Organización", "Teléfono"],
    ...["Hora", "Hora en UTC", "Zona horaria", "Resultado", "Motivo", "Sin cama apartada porque"],
    ...["Último cambio", "Último cambio en UTC"],
  ],
  kinds: { hold: "Harborlight", call: "Teléfono" },
  outcomes: {
    waiting: "Esperando respuesta",
    accepted: "Aceptado",
    arrived: "Llegó",
    declined: "Rechazado",
    expired: "Sin respuesta o sin llegada a tiempo",
    released: "Liberado",
    no_show: "Nadie llegó",
    no_answer: "Nadie contestó",
    full: "Sin camas",
    will_take: "Recibirá",
  },
  reasons: {
    full: "Sin camas",
    staffing: "Falta personal",
    age: "Edad",
    gender: "Género",
    circumstance: "Una circunstancia",
    distance: "Demasiado lejos",
    hours: "Fuera de horario de ingreso",
    other: "Otro motivo",
  },
  enquiries: {
    asked: "Solo se preguntó",
    excluded: "La ficha no recibe un caso así",
    no_pool: "Ninguna cama allí es para este caso",
    no_count: "Sus camas nunca se contaron",
    stale_count: "Su conteo tenía más de 12 horas",
    full: "No había ninguna libre",
  },
  circumstances: {
    runaway_history: "Se ha fugado antes",
    after_hours: "Llega de noche",
    placement_altercation: "Problemas en una colocación anterior",
    violence_history: "Antecedentes de violencia",
    no_identification: "Sin identificación",
    no_guardian_available: "Sin tutor disponible",
    developmental_disability: "Discapacidad del desarrollo",
    pregnant: "Embarazo",
    parenting: "Con un hijo propio",
    substance_use: "Consumo de sustancias",
    acute_mental_health: "Necesidad aguda de salud mental",
    self_harm: "Autolesiones",
    medical_needs: "Necesidades médicas",
    fire_setting: "Provocación de incendios",
    sexual_behavior: "Conducta sexual",
    gang_involvement: "Vínculo con pandillas",
    pending_charges: "Cargos pendientes",
    noncitizen: "Sin ciudadanía",
    not_ready: "No se ve como víctima de explotación",
  },
};

export const recordWords = { en: english, es: spanish } as const;
