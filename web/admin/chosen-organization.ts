/** An organization as chosen in a form. */
export interface ChosenOrganization {
  id: string;
  name: string;
  /** Left out until it is looked up. */
  programs?: readonly { id: string; name: string }[];
}
