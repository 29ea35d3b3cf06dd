import { Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Kbd } from "@/ui/Kbd";
import { groupsOf } from "../queue/rules";
import { useDeskRoute } from "../state/route";
import { useMe, useSeat } from "../state/seat";
import { useVerbs } from "../state/verbs";

/** Ctrl+K: every verb that is possible now, with its key, and every conversation by name or order number. */
export function Palette() {
  const { t } = useTranslation();
  const verbs = useVerbs();
  const { live } = useSeat();
  const me = useMe();
  const { go } = useDeskRoute();
  const [opened, setOpened] = useState(0);
  const actions: { group: string; actions: SpotlightActionData[] }[] = [];
  if (opened > 0) {
    for (const group of ["chat", "order", "go", "view"] as const) {
      actions.push({
        group: t(`desk.commands.groups.${group}`),
        actions: verbs
          .list()
          .filter((verb) => verb.group === group && verb.enabled && verb.id !== "palette")
          .map((verb) => ({
            id: verb.id,
            label: t(`desk.verb.${verb.id}`),
            keywords: verb.id,
            rightSection: verb.combo ? <Kbd combo={verb.combo} /> : null,
            onClick: () => {
              // Spotlight gives the focus back when it closes; dialogs and panes want it after that.
              setTimeout(verb.run, 120);
            },
          })),
      });
    }
    const groups = groupsOf(Object.values(live.getState().views.conversations), me?.id ?? null);
    actions.push({
      group: t("desk.rail.chats"),
      actions: [...groups.queued, ...groups.mine, ...groups.snoozed, ...groups.closed].map((one) => ({
        id: `chat-${one.id}`,
        label: one.shopper.nick,
        description: one.order_no ?? "",
        keywords: `${one.shopper.name} ${one.order_no ?? ""}`,
        onClick: () => (one.state === "queued" ? verbs.accept(one.id) : go("chats", one.id)),
      })),
    });
  }
  return (
    <Spotlight
      shortcut={null}
      title={<span className="md-hidden">{t("desk.commands.title")}</span>}
      styles={{ header: { minHeight: 0, padding: 0 } }}
      actions={actions}
      nothingFound={t("desk.commands.none")}
      highlightQuery
      scrollable
      maxHeight={420}
      onSpotlightOpen={() => setOpened((count) => count + 1)}
      searchProps={{
        leftSection: <Search size={18} aria-hidden />,
        placeholder: t("desk.commands.placeholder"),
        "aria-label": t("desk.commands.title"),
      }}
    />
  );
}
