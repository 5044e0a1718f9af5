/**
 * The states and the District of Columbia: people in thousands (2020 census) and the range that
 * most of their ZIP codes lie in (US Postal Service).
 */
export const peopleByZipRange: readonly { thousands: number; from: string; to: string }[] = [
  { thousands: 5024, from: "35000", to: "36999" }, // AL
  { thousands: 733, from: "99500", to: "99999" }, // AK
  { thousands: 7152, from: "85000", to: "86599" }, // AZ
  { thousands: 3012, from: "71600", to: "72999" }, // AR
  { thousands: 39538, from: "90000", to: "96199" }, // CA
  { thousands: 5774, from: "80000", to: "81699" }, // CO
  { thousands: 3606, from: "06000", to: "06999" }, // CT
  { thousands: 990, from: "19700", to: "19999" }, // DE
  { thousands: 690, from: "20000", to: "20599" }, // DC
  { thousands: 21538, from: "32000", to: "34999" }, // FL
  { thousands: 10712, from: "30000", to: "31999" }, // GA
  { thousands: 1455, from: "96700", to: "96899" }, // HI
  { thousands: 1839, from: "83200", to: "83899" }, // ID
  { thousands: 12813, from: "60000", to: "62999" }, // IL
  { thousands: 6786, from: "46000", to: "47999" }, // IN
  { thousands: 3190, from: "50000", to: "52899" }, // IA
  { thousands: 2938, from: "66000", to: "67999" }, // KS
  { thousands: 4506, from: "40000", to: "42799" }, // KY
  { thousands: 4658, from: "70000", to: "71499" }, // LA
  { thousands: 1362, from: "03900", to: "04999" }, // ME
  { thousands: 6177, from: "20600", to: "21999" }, // MD
  { thousands: 7030, from: "01000", to: "02799" }, // MA
  { thousands: 10077, from: "48000", to: "49999" }, // MI
  { thousands: 5706, from: "55000", to: "56799" }, // MN
  { thousands: 2961, from: "38600", to: "39799" }, // MS
  { thousands: 6155, from: "63000", to: "65899" }, // MO
  { thousands: 1084, from: "59000", to: "59999" }, // MT
  { thousands: 1962, from: "68000", to: "69399" }, // NE
  { thousands: 3105, from: "88900", to: "89899" }, // NV
  { thousands: 1378, from: "03000", to: "03899" }, // NH
  { thousands: 9289, from: "07000", to: "08999" }, // NJ
  { thousands: 2118, from: "87000", to: "88499" }, // NM
  { thousands: 20201, from: "10000", to: "14999" }, // NY
  { thousands: 10439, from: "27000", to: "28999" }, // NC
  { thousands: 779, from: "58000", to: "58899" }, // ND
  { thousands: 11799, from: "43000", to: "45899" }, // OH
  { thousands: 3959, from: "73000", to: "74999" }, // OK
  { thousands: 4237, from: "97000", to: "97999" }, // OR
  { thousands: 13003, from: "15000", to: "19699" }, // PA
  { thousands: 1097, from: "02800", to: "02999" }, // RI
  { thousands: 5118, from: "29000", to: "29999" }, // SC
  { thousands: 887, from: "57000", to: "57799" }, // SD
  { thousands: 6911, from: "37000", to: "38599" }, // TN
  { thousands: 29146, from: "75000", to: "79999" }, // TX
  { thousands: 3272, from: "84000", to: "84799" }, // UT
  { thousands: 643, from: "05000", to: "05999" }, // VT
  { thousands: 8631, from: "22000", to: "24699" }, // VA
  { thousands: 7705, from: "98000", to: "99499" }, // WA
  { thousands: 1794, from: "24700", to: "26899" }, // WV
  { thousands: 5894, from: "53000", to: "54999" }, // WI
  { thousands: 577, from: "82000", to: "83199" }, // WY
];
