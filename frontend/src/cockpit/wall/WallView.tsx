import { InjectPanel } from "../inject/InjectPanel";
import { useProjector } from "../room/projector";
import type { ClassView } from "../types";
import { DeskTable } from "./DeskTable";
import styles from "./wall.module.css";

/** All desks at a glance; beside them what can be thrown at the class. */
export function WallView({ room }: { room: ClassView }) {
  const projector = useProjector((state) => state.on);
  return (
    <div className={styles["wall"]} data-wide={projector || undefined}>
      <DeskTable room={room} />
      {projector ? null : <InjectPanel room={room} />}
    </div>
  );
}
