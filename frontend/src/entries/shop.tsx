import { common as enCommon } from "@/i18n/en/common";
import { shop as enShop } from "@/i18n/en/shop";
import { common as zhCommon } from "@/i18n/zh-CN/common";
import { shop as zhShop } from "@/i18n/zh-CN/shop";
import { ShopApp } from "@/shop/ShopApp";
import { start } from "./start";

void start(<ShopApp />, {
  "zh-CN": { common: zhCommon, shop: zhShop },
  en: { common: enCommon, shop: enShop },
});
