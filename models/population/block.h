// The people of one block as they are being made: plain columns, households in the order of their
// cells, persons in the order of their households. Written by one thread.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/base/random.h"
#include "models/population/block_plan.h"

namespace grend::population {

inline constexpr std::uint8_t kFemale = 1, kLicence = 2, kEmployed = 4, kBike = 8, kWheelchair = 16;

struct Block {
  std::vector<std::uint32_t> cell;   // of each household
  std::vector<std::uint8_t> size;    // persons
  std::vector<std::uint8_t> adults;  // of these; they come first
  std::vector<std::uint8_t> cars;
  std::vector<std::uint8_t> licences;
  std::vector<std::uint8_t> age;    // of each person
  std::vector<std::uint8_t> flags;  // kFemale ...
};

// Random numbers of a cell and of a block. A cell's depend on its number alone.
std::uint32_t cell_agent(std::int64_t cell_id);
RandomStream block_stream(RandomSource source, const BlockPlan& plan);

// Households by size into cells, so that every cell is full: large ones first, each in proportion
// to the room that is left. A size that no cell has room for is made up of smaller ones.
void deal_sizes(const region::RegionInput& region, const BlockPlan& plan, RandomSource source,
                Block& block);

// Who lives in them: how many adults, of what age and sex; children with parents of fitting age.
// Ages and sexes are exactly those of the plan.
void fill_households(const region::RegionInput& region, const BlockPlan& plan,
                     const PopulationSpec& spec, RandomSource source, Block& block);

// Work, licence, bicycle, wheelchair, cars: in each group as many as the plan or the shares say,
// and who they are by a draw of each cell (selection sampling, Knuth, The Art of Computer
// Programming 2, 3.4.2 algorithm S).
void give_attributes(const region::RegionInput& region, const BlockPlan& plan,
                     const PopulationSpec& spec, RandomSource source, Block& block);

}  // namespace grend::population
