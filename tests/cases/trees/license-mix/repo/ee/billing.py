# SPDX-License-Identifier: LicenseRef-Harbor-Enterprise
