import { InjectPanel } from "../inject/InjectPanel";
import { useProjector } from "../room/projector";
import type { HeardClass } from "../classFeed";
import { DeskTable } from "./DeskTable";
import styles from "./wall.module.css";

/** All desks at a glance; beside them what can be thrown at the class. */
export function WallView({ heard }: { heard: HeardClass }) {
  const projector = useProjector((state) => state.on);
  return (
    <div className={styles["wall"]} data-wide={projector || undefined}>
      <DeskTable heard={heard} />
      {projector ? null : <InjectPanel room={heard.view} />}
    </div>
  );
}
