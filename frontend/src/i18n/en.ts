import type { Catalogue } from "./catalogue";

export const en: Catalogue = {
  product: { name: "Malldrill", tagline: "Practise customer service in a mall that really runs" },
  desk: { title: "Service desk" },
  shop: { title: "Mall" },
  cockpit: { title: "Instructor cockpit" },
};
