import { ShopApp } from "@/shop/ShopApp";
import { start } from "./start";

// A phone on a slow line waits for one language, not two.
void start(<ShopApp />, async (language) => {
  if (language === "en") {
    const [{ common }, { shop }] = await Promise.all([import("@/i18n/en/common"), import("@/i18n/en/shop")]);
    return { common, shop };
  }
  const [{ common }, { shop }] = await Promise.all([import("@/i18n/zh-CN/common"), import("@/i18n/zh-CN/shop")]);
  return { common, shop };
});
