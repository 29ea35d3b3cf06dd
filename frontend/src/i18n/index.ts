import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { type Catalogue, type Language, languages } from "./catalogue";
import { en } from "./en";
import { zhCN } from "./zh-CN";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: Catalogue };
  }
}

const REMEMBERED = "malldrill.language";

/** The language chosen before in this browser, else the browser's own if we have it, else Chinese. */
export function preferredLanguage(): Language {
  const remembered = window.localStorage.getItem(REMEMBERED);
  const wanted = [remembered, ...navigator.languages];
  for (const tag of wanted) {
    const found = languages.find((language) => tag?.toLowerCase().startsWith(language.slice(0, 2)));
    if (found) return found;
  }
  return "zh-CN";
}

/** Switches the page to a language and remembers it in this browser. */
export async function setLanguage(language: Language): Promise<void> {
  window.localStorage.setItem(REMEMBERED, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export async function startI18n(language: Language = preferredLanguage()): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "zh-CN",
    resources: { "zh-CN": { translation: zhCN }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}
