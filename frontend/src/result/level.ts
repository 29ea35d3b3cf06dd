/** Three bands of a score, for colour beside the number. */
export const levelOf = (score: number): "low" | "mid" | "high" => (score < 60 ? "low" : score < 80 ? "mid" : "high");
