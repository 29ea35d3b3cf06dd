import { DeskApp } from "@/desk/DeskApp";
import { common as enCommon } from "@/i18n/en/common";
import { desk as enDesk } from "@/i18n/en/desk";
import { result as enResult } from "@/i18n/en/result";
import { common as zhCommon } from "@/i18n/zh-CN/common";
import { desk as zhDesk } from "@/i18n/zh-CN/desk";
import { result as zhResult } from "@/i18n/zh-CN/result";
import "@/theme/mantine.css";
import { start } from "./start";

void start(<DeskApp />, {
  "zh-CN": { common: zhCommon, desk: zhDesk, result: zhResult },
  en: { common: enCommon, desk: enDesk, result: enResult },
});
