// One description of a struct's fields serves both writing and reading compact JSON. Defaults are
// not written, unknown keys are ignored, so fields can be added without a new version. What stands
// in a record many times is written as rows: its fields in the order described, without names.
#pragma once

#include "bot/field_reader.hpp"
#include "bot/field_writer.hpp"
