import { keep, recall } from "./storage";

export type Sound = "queue" | "message" | "breach";

/** Three sounds that cannot be mistaken for one another: a rising pair, one soft tone, three low ones. */
const TUNES: Record<Sound, readonly { hz: number; at: number; long: number }[]> = {
  queue: [{ hz: 659, at: 0, long: 0.12 }, { hz: 880, at: 0.13, long: 0.18 }],
  message: [{ hz: 784, at: 0, long: 0.14 }],
  breach: [{ hz: 330, at: 0, long: 0.14 }, { hz: 330, at: 0.2, long: 0.14 }, { hz: 262, at: 0.4, long: 0.26 }],
};

let context: AudioContext | null = null;

export const soundSettings = {
  muted: () => recall("malldrill.muted", false),
  mute: (muted: boolean) => keep("malldrill.muted", muted),
};

/** Plays a sound unless muted. Browsers allow it only after the person has touched the page; until then it is silent. */
export function play(sound: Sound): void {
  if (soundSettings.muted() || typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  const audio = context;
  if (audio.state !== "running") {
    void audio.resume().catch(() => undefined);
    return;
  }
  for (const note of TUNES[sound]) {
    const oscillator = audio.createOscillator();
    const gain = audio.createGain();
    const from = audio.currentTime + note.at;
    oscillator.type = sound === "breach" ? "triangle" : "sine";
    oscillator.frequency.value = note.hz;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(0.16, from + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.001, from + note.long);
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(from);
    oscillator.stop(from + note.long + 0.02);
  }
}
