const second = 1000;

/** "12:05" or "1:02:05": what is left of `milliseconds`, never below "0:00". */
export const countdown = (milliseconds: number): string => {
  // Rounded up, so that "0:00" is shown only once the moment has come.
  const seconds = Math.max(0, Math.ceil(milliseconds / second));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  const tail = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
};
