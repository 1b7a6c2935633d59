/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* License ids as the Hugging Face Hub spells them in model and dataset cards, in GGUF keys and in
 * safetensors metadata. Most are SPDX ids in lower case; the others are families and the terms of
 * single models. */
#ifndef FH_READ_HUB_LICENSE_H
#define FH_READ_HUB_LICENSE_H

#include "base/arena.h"

typedef struct fh_hub_license {
    fh_text expression; /* SPDX id, LicenseRef-freehold-NAME; empty: says nothing ("unknown") */
    fh_text category;   /* fh_license_category_name, or empty when not known */
} fh_hub_license;

/* What `id` stands for. `name` is the card's license_name, which decides for "other". Ids that
 * nobody knows give an empty category and a LicenseRef made of their name. */
fh_hub_license fh_hub_license_find(fh_arena *arena, fh_text id, fh_text name);

#endif
