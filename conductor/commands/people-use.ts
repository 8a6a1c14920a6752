/** How `yeoun people` is used; loaded with the launcher, so it stands apart from the command's own code. */
export const PEOPLE_USE = `Uses (<who> is an id, or a whole name):
  yeoun people                                   who is kept, what, and what they agreed to
  yeoun people add <name>                        somebody new
  yeoun people name <who> [name]                 call them otherwise, or no longer by a name
  yeoun people consent <who> <what> --for <days> --who <machine|crew|public>
                                                 note what they agreed to: profile, calibration, memory
  yeoun people withdraw <who> <what>             they no longer agree: what is kept of it is deleted
  yeoun people assign <body> [who]               who a body of the show is tonight (until 12 h after the last
                                                 show that ran with it); nobody if left out
  yeoun people export <who> --out <folder>       their data, for themselves: models as ONNX with their cards,
                                                 windows as CSV, progress as JSON
  yeoun people forget <who> [--movement]         delete everything of them
  yeoun people key <file>                        make a master key, outside the state folder
  yeoun people rekey <old file> <new file>       seal with another master key
What visitors left is listed here too; "yeoun memories" knows more of it.
All but rekey, and forget with --movement, may be used while a show runs: it notices within seconds.
`;
