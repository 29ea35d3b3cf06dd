import { CockpitApp } from "@/cockpit/CockpitApp";
import { cockpit as enCockpit } from "@/i18n/en/cockpit";
import { common as enCommon } from "@/i18n/en/common";
import { result as enResult } from "@/i18n/en/result";
import { cockpit as zhCockpit } from "@/i18n/zh-CN/cockpit";
import { common as zhCommon } from "@/i18n/zh-CN/common";
import { result as zhResult } from "@/i18n/zh-CN/result";
import "@/theme/mantine.css";
import { start } from "./start";

void start(<CockpitApp />, {
  "zh-CN": { common: zhCommon, cockpit: zhCockpit, result: zhResult },
  en: { common: enCommon, cockpit: enCockpit, result: enResult },
});
