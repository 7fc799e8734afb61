// A day's money: what each vehicle earned, what each passenger paid and what is left for each
// payer. Balances to the øre (identity A6). Pure function of the day's records.
#pragma once

#include <optional>
#include <vector>

#include "models/economy/account.h"
#include "models/simulation/records.h"
#include "models/simulation/world.h"

namespace grend::simulation {

struct LedgerEntry {
  std::size_t service = 0;
  economy::Account account = economy::Account::kFares;
  std::optional<std::size_t> vehicle;   // of the service, for what operators are paid
  std::optional<economy::Payer> payer;  // for fares and subsidy
  Money amount;
};

struct RequestMoney {
  std::optional<Money> fare;  // nothing: not served
  economy::Payer payer = economy::Payer::kOpen;
};

struct VehicleMoney {
  Money cost;
  economy::Footprint footprint;
};

struct Ledger {
  std::vector<std::vector<RequestMoney>> requests;  // by service and booking
  std::vector<std::vector<VehicleMoney>> vehicles;  // by service and vehicle
  std::vector<LedgerEntry> entries;                 // by service; amounts of 0 are left out
};

Ledger make_ledger(const World& world, const DayRecords& records);

}  // namespace grend::simulation
