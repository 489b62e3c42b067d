/** The most that each figure of the house may be, so that it can not grow crooked unnoticed. */
export const limits = {
  /**
   * 32 when this was set, and ten more for what Delete may be certain of: what is missing, what an answer says of a
   * deletion, the clock of the service, a common reason, when the rest of a run is not sent, and a list that changes
   * while it is read. One more for what nobody sees in an id, which the credential drops as well, one for what a
   * long run tells n8n's log, and six for the number plans of all countries.
   */
  filesOfDelete: 50,
  /**
   * 2,700 when this was set, and 1,390 for the same and for a line of requests in which nobody holds up others; 250 for
   * answers that are judged alike for deletions and updates, and for what a run tells of itself, and 580 for the number plans; and 130
   * in files that Sync shares with it: reading the whole list, every bad item, and counting requests.
   */
  linesOfDelete: 5_060,
  /**
   * 5,500 when this was set, 1,940 for the same, for guards and for what a refusal costs in batches, 290 for
   * encrypted tokens and for the Test button, and 390 for what lies in a binary field, what an update's answer says,
   * and what the editor and a run tell, and 580 for the number plans of all countries; and 1,090 for Sync: its plan, guards, options and output.
   */
  linesOfSources: 9_800,
  /** Two more than nodes/shared/http had, the fullest folder when this was set. */
  filesInFolder: 14,
  /** Under 12,000, a quarter of what it had when this was set: README.md is an index into docs/. */
  bytesOfReadme: 11_999,
  /** One import past the layers, and nobody can rely on them any more to leave the rest unread. */
  againstLayers: 0,
  /** Files that import each other can only be understood together. */
  circles: 0,
};
