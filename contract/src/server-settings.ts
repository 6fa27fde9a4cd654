/** Who may make an account: everybody, who has a link into a room, nobody, or who has an address of certain domains. */
export const REGISTRATIONS = ['open', 'invite', 'closed', 'domains'] as const;
export type Registration = (typeof REGISTRATIONS)[number];

export const SERVER_SETTINGS_LIMITS = { nameMax: 40, domainsMax: 50 } as const;

/** What those who run the server set. */
export interface ServerSettings {
  /** Null: the name of the product. */
  name: string | null;
  /** One emoji; null: the sign of the product. */
  icon: string | null;
  registration: Registration;
  /** Of mail addresses, such as `example.org`: for the registration `domains`. */
  domains: string[];
  /** Links have previews: this server asks the pages. */
  linkPreviews: boolean;
}

/** What is left out of a change stays as it is. */
export type ServerSettingsChange = Omit<ServerSettings, 'linkPreviews'> &
  Partial<Pick<ServerSettings, 'linkPreviews'>>;
