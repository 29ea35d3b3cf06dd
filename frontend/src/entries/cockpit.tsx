import "@mantine/core/styles.css";
import { CockpitApp } from "@/cockpit/CockpitApp";
import { start } from "./start";

void start(<CockpitApp />);
