import { api } from "../../api/client.ts";
import { answered } from "../../api/problem.ts";
import type {
  AuditList,
  ChangedHours,
  ChangedLanguages,
  ChangedTelephones,
  HoursStatement,
  LanguageStatement,
  ListingProposal,
  OwnListing,
  ProposalInput,
  TelephoneStatement,
} from "../../api/schema.ts";

import { listingActions } from "./change-words.ts";

const of = (id: string) => ({ params: { path: { id } } });

export const readOwnListing = (id: string): Promise<OwnListing> =>
  answered(api.GET("/api/programs/{id}/own-listing", of(id)));

export const stateLanguages = (id: string, body: LanguageStatement): Promise<ChangedLanguages> =>
  answered(api.PUT("/api/programs/{id}/languages", { ...of(id), body }));
export const stateHours = (id: string, body: HoursStatement): Promise<ChangedHours> =>
  answered(api.PUT("/api/programs/{id}/intake-hours", { ...of(id), body }));
export const stateTelephones = (id: string, body: TelephoneStatement): Promise<ChangedTelephones> =>
  answered(api.PUT("/api/programs/{id}/telephones", { ...of(id), body }));

export const proposeChange = (id: string, body: ProposalInput): Promise<ListingProposal> =>
  answered(api.POST("/api/programs/{id}/proposals", { ...of(id), body }));
export const withdrawProposal = (id: string): Promise<ListingProposal> =>
  answered(api.POST("/api/listing-proposals/{id}/withdraw", of(id)));

/** What was changed in a listing and proposed for it, newest first. */
export const readChanges = (id: string, cursor?: string): Promise<AuditList> =>
  answered(
    api.GET("/api/audit/mine", {
      params: {
        query: {
          ...{ subject: id, action: [...listingActions], limit: 10 },
          ...(cursor !== undefined && { cursor }),
        },
      },
    }),
  );
