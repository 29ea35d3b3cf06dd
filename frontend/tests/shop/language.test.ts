import i18next from "i18next";
import { describe, expect, it, vi } from "vitest";
import { setLanguage, startI18n } from "@/i18n";
import type { Language } from "@/i18n/catalogue";
import { common as enCommon } from "@/i18n/en/common";
import { shop as enShop } from "@/i18n/en/shop";
import { common as zhCommon } from "@/i18n/zh-CN/common";
import { shop as zhShop } from "@/i18n/zh-CN/shop";

describe("the shop's languages", () => {
  it("come one at a time, each once", async () => {
    const load = vi.fn(async (language: Language) =>
      language === "en" ? { common: enCommon, shop: enShop } : { common: zhCommon, shop: zhShop },
    );
    await startI18n(load, "zh-CN");
    expect(load).toHaveBeenCalledTimes(1);
    expect(i18next.t("shop.nav.home")).toBe(zhShop.nav.home);
    await setLanguage("en");
    expect(i18next.t("shop.nav.home")).toBe(enShop.nav.home);
    await setLanguage("zh-CN");
    await setLanguage("en");
    expect(load).toHaveBeenCalledTimes(2);
  });
});
