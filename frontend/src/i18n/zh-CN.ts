import { cockpit } from "./zh-CN/cockpit";
import { common } from "./zh-CN/common";
import { desk } from "./zh-CN/desk";
import { handling } from "./zh-CN/handling";
import { parcel } from "./zh-CN/parcel";
import { rates } from "./zh-CN/rates";
import { result } from "./zh-CN/result";
import { shop } from "./zh-CN/shop";
import { warehouse } from "./zh-CN/warehouse";

/** The Chinese catalogue, whole: the one the other languages must match key for key. */
export const zhCN = { common, desk, result, shop, cockpit, warehouse, rates, parcel, handling };
