import type { Catalogue } from "./catalogue";
import { cockpit } from "./en/cockpit";
import { common } from "./en/common";
import { desk } from "./en/desk";
import { handling } from "./en/handling";
import { parcel } from "./en/parcel";
import { rates } from "./en/rates";
import { result } from "./en/result";
import { shop } from "./en/shop";
import { warehouse } from "./en/warehouse";

/** The English catalogue, whole. Entries load only the areas they need. */
export const en: Catalogue = { common, desk, result, shop, cockpit, warehouse, rates, parcel, handling };
