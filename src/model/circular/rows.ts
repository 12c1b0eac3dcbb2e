// Names of the rows of payments that several sectors write or read.

export const rows = {
  services: "AI services",
  platform: "platform shares",
  cloud: "cloud services without labs",
  core: "other business of the groups, net cash",
  compute: "compute",
  running: "wages and running costs",
  power: "power and site operation",
} as const;

export const interestRow = "interest";

export const repaidRow = "loans repaid";
