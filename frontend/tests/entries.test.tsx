import { render, screen } from "@testing-library/react";
import { beforeAll, describe, expect, it } from "vitest";
import { ShopApp } from "@/shop/ShopApp";
import { setLanguage, startI18n } from "@/i18n";
import { en } from "@/i18n/en";
import { zhCN } from "@/i18n/zh-CN";

function leaves(value: object, prefix = ""): [string, unknown][] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "object" && inner !== null
      ? leaves(inner as object, `${prefix}${key}.`)
      : [[`${prefix}${key}`, inner] as [string, unknown]],
  );
}

const variables = (text: unknown) => [...String(text).matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();

describe("the catalogues", () => {
  it("say the same things with the same variables in both languages", () => {
    const english = new Map(leaves(en));
    for (const [key, chinese] of leaves(zhCN)) {
      expect(String(chinese).trim(), `${key} in zh-CN`).not.toBe("");
      expect(String(english.get(key) ?? "").trim(), `${key} in en`).not.toBe("");
      expect(variables(english.get(key)), key).toEqual(variables(chinese));
    }
  });
});

describe("the shop page", () => {
  beforeAll(async () => startI18n({ "zh-CN": zhCN, en }, "zh-CN"));

  it("greets in the language chosen", async () => {
    await setLanguage("en");
    render(<ShopApp />);
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(en.shop.title);
  });
});
