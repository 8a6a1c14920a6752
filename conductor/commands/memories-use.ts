/** How `yeoun memories` is used; loaded with the launcher, so it stands apart from the command's own code. */
export const MEMORIES_USE = `Uses (<which> is the code a visitor was given, or an id of the list):
  yeoun memories                                 what is kept of visitors and until when; never a word of it
  yeoun memories export <which> --out <file.zip> everything of one visitor, for themselves
  yeoun memories forget <which>                  delete everything of one visitor, the sheet on the wall too
  yeoun memories days <which> <n>                keep it no longer than so many days from now
  yeoun memories hold <which>                    take the sheet off the wall for good; the rest stays
All may be used while a show runs: it notices within seconds. A code typed here may stay in the history of the shell.
`;
