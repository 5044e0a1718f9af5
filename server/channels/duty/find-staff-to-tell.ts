import type { Reader } from "../../../db/client.ts";
import type { NoticeChannel } from "../../../db/codes.ts";
import { findWorkingStaff } from "../../access/working-staff.repo.ts";
import { findReachable } from "../../notify/contact/contact-points.repo.ts";
import { findTimeZone } from "./duty.repo.ts";
import { findOnDuty } from "./find-on-duty.ts";

/**
 * Whom a program's requests are told to at `now`: who is on duty by its rota. Where that is nobody,
 * or nobody whom one of these channels reaches, all who work there: a request must be heard of.
 */
export const findStaffToTell = async (
  reader: Reader,
  programId: string,
  channels: readonly NoticeChannel[],
  now: Date,
): Promise<readonly string[]> => {
  const [timeZone, staff] = await Promise.all([
    findTimeZone(reader, programId),
    findWorkingStaff(reader, programId),
  ]);
  const duty = await findOnDuty(reader, [{ id: programId, timeZone }], now);
  const onDuty = staff.filter((userId) => duty.get(programId)?.has(userId));
  if (onDuty.length === 0) return staff;
  const reachable = await findReachable(reader, onDuty);
  const heard = reachable.some((person) => channels.some((channel) => person[channel]));
  return heard ? onDuty : staff;
};
