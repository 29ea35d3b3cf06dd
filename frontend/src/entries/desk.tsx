import "@mantine/core/styles.css";
import { DeskApp } from "@/desk/DeskApp";
import { start } from "./start";

void start(<DeskApp />);
