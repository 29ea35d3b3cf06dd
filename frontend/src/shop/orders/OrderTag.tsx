import { Tag } from "../ui/bits";
import { useShopWords } from "../words";
import { orderTone } from "./filters";

export function OrderTag({ state }: { state: string }) {
  const say = useShopWords();
  return <Tag tone={orderTone(state)}>{say("orderState", state)}</Tag>;
}
