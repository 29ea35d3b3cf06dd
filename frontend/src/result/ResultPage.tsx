/** The result of a run; a class's place is opened by class and place. */
export default function ResultPage(_: { runId?: string; classId?: string; placeId?: string }) {
  return <main />;
}
