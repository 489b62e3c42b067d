/** The most that each figure of the house may be, so that it can not grow crooked unnoticed. */
export const limits = {
  /**
   * 32 when this was set, and ten more for what Delete may be certain of: what is missing, what an answer says of a
   * deletion, the clock of the service, a common reason, when the rest of a run is not sent, and a list that changes
   * while it is read. Six more for the number plans of all countries, and one each for what nobody sees in an id, for
   * what a long run tells n8n's log, and for a list that takes more requests than a poll of the trigger may make. Two
   * more since reading the list, 400 lines with one long loop, is three files.
   */
  filesOfDelete: 53,
  /**
   * 2,700 when this was set. Since then: 1,390 for what Delete may be certain of and a line of requests in which
   * nobody holds up others, 580 for the number plans, 250 for answers that are judged alike for deletions and updates
   * and for what a run tells of itself, 130 in files that Sync shares with it, 150 for the bounds of a poll, 90 for
   * the reading of a list in named steps, 40 for reading once what the workflow says for all items alike.
   */
  linesOfDelete: 5_360,
  /**
   * 5,500 when this was set. Since then: 1,940 for certainty and for what a refusal costs in batches, 290 for
   * encrypted tokens and the Test button, 580 for the number plans, 1,240 for files as CRMs write them, 390 for what
   * the editor and a run tell, 1,090 for Sync, 890 for the trigger, 90 for the reading of a list in named
   * steps, 40 for reading once what the workflow says for all items alike.
   */
  linesOfSources: 12_100,
  /** Two more than nodes/shared/http had, the fullest folder when this was set. */
  filesInFolder: 14,
  /** Under 12,000, a quarter of what it had when this was set: README.md is an index into docs/. */
  bytesOfReadme: 11_999,
  /** One import past the layers, and nobody can rely on them any more to leave the rest unread. */
  againstLayers: 0,
  /** Files that import each other can only be understood together. */
  circles: 0,
};
