import { defineConfig, mergeConfig } from "vitest/config";
import base from "../../vite.config";
import { mockServer } from "./plugin";

export default mergeConfig(base, defineConfig({ plugins: [mockServer()], server: { proxy: {} }, root: "." }));
