import { ShopApp } from "@/shop/ShopApp";
import { start } from "./start";

void start(<ShopApp />);
