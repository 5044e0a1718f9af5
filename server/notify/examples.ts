import type {
  BrowserInput,
  ContactPoints,
  NoticeChoices,
  Noted,
  PhoneCode,
  PhoneInput,
  SmsDelivery,
} from "./contract.ts";

const choices: NoticeChoices = { email: true, push: true, sms: false, language: "es" };
const response: ContactPoints = {
  choices,
  offered: { email: true, sms: true, push_key: "BExampleKeyOfThisInstallation" },
  phone: { number: "+15105550142", verified: true, stopped: false },
  browsers: 1,
};
const browser: BrowserInput = {
  endpoint: "https://updates.push.services.mozilla.com/wpush/v2/example",
  p256dh: "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
  auth: "tBHItJI5svbpez7KI4CCXg",
};
const wrong = { 401: "wrong_credentials" } as const;

export const noticeExamples = {
  readContactPoints: { response },
  chooseNotices: { request: choices, response },
  registerPhone: {
    request: { number: "(510) 555-0142" } satisfies PhoneInput,
    response,
    refusals: { 409: "conflict" } as const,
  },
  confirmPhone: { request: { code: "480213" } satisfies PhoneCode, response, refusals: wrong },
  removePhone: { response },
  subscribeBrowser: { request: browser, response },
  unsubscribeBrowser: { request: { endpoint: browser.endpoint }, response },
  noteSmsDelivery: {
    request: {
      id: "0199c5f0-0000-7000-8000-000000000501",
      status: "delivered",
    } satisfies SmsDelivery,
    response: { noted: true } satisfies Noted,
    refusals: wrong,
  },
} as const;
