export { spanWords } from "@/lib/span";
