import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { type Area, type Catalogue, type Language, languages } from "./catalogue";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: Catalogue };
  }
}

/** The areas an entry needs, in every language; a page pays for no other. */
export type Resources<A extends Area = Area> = Record<Language, Pick<Catalogue, A>>;

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

/** Brings an entry's catalogues in one language, when that language is first wanted. */
export type Loader<A extends Area = Area> = (language: Language) => Promise<Pick<Catalogue, A>>;

let loader: Loader<Area> | null = null;
const brought = new Set<Language>();

async function bring(language: Language): Promise<void> {
  if (!loader || brought.has(language)) return;
  i18next.addResourceBundle(language, "translation", await loader(language), true, false);
  brought.add(language);
}

/** Brings the words of an area that only a page fetched later needs, in every language. */
export function addArea<A extends Area>(area: A, words: Record<Language, Catalogue[A]>): void {
  if (!i18next.isInitialized) {
    i18next.on("initialized", () => addArea(area, words));
    return;
  }
  for (const language of languages) {
    const source = { [area]: words[language] } as object;
    i18next.addResourceBundle(language, "translation", source, true, false);
  }
}

/** Switches the page to a language and remembers it in this browser. */
export async function setLanguage(language: Language): Promise<void> {
  window.localStorage.setItem(REMEMBERED, language);
  await bring(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The language the page is in now. */
export function currentLanguage(): Language {
  return languages.find((language) => language === i18next.language) ?? "zh-CN";
}

/** Starts the catalogues of an entry's areas: both languages at once, or only the one wanted, by a loader. */
export async function startI18n<A extends Area>(
  source: Resources<A> | Loader<A>,
  language: Language = preferredLanguage(),
): Promise<void> {
  loader = typeof source === "function" ? (source as unknown as Loader<Area>) : null;
  const resources: Partial<Resources<A>> =
    typeof source === "function" ? { [language]: await source(language) } : source;
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "zh-CN",
    resources: Object.fromEntries(
      Object.entries(resources).map(([tag, catalogue]) => [tag, { translation: catalogue as object }]),
    ),
    interpolation: { escapeValue: false },
  });
  brought.clear();
  brought.add(language);
  document.documentElement.lang = language;
}
