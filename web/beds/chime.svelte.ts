const kept = "incoming-chime";

const read = (): boolean => {
  try {
    return window.localStorage.getItem(kept) === "on";
  } catch {
    // Storage that is shut off remembers nothing; silence is what one has then.
    return false;
  }
};

let on = $state(read());
let sound: AudioContext | undefined;

/** Two soft notes, the second a third above the first, over before anybody can be annoyed. */
const play = (context: AudioContext): void => {
  const begin = context.currentTime;
  [659.25, 830.61].forEach((pitch, at) => {
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    const start = begin + at * 0.18;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.25, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.5);
  });
};

const ring = async (): Promise<void> => {
  sound ??= new AudioContext();
  // Browsers let a page sound only after a tap on it; until then this waits or refuses.
  await sound.resume();
  if (sound.state === "running") play(sound);
};

/** Whether a request that comes in is heard and felt; off until somebody turns it on here. */
export const chime = {
  get on() {
    return on;
  },
  /** Turns it on or off and remembers that on this device; turning it on lets one hear it. */
  choose(wanted: boolean): void {
    on = wanted;
    try {
      window.localStorage.setItem(kept, wanted ? "on" : "off");
    } catch {
      // It holds until the page is left.
    }
    if (wanted) void ring();
  },
  /** A request has come in. */
  sound(): void {
    if (!on) return;
    if ("vibrate" in navigator) navigator.vibrate([200, 100, 200]);
    void ring();
  },
};
